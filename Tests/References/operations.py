"""Reference values for the operations that networks are trained with, in float64 with PyTorch.

    python3 Tests/References/operations.py > Tests/References/operations.json

made operations.json with Python 3.11 and torch 2.15.0. Every input is a float32 number, so that
both sides start from the same; results have nine significant digits. The cases themselves stand in
the files operations_*.py.

The file is one object, from a case's name to

    {
      "settings":   {name: [numbers]},   # strides, axes, rates: always a list
      "inputs":     {name: array},       # what the operation takes; ids and lengths as numbers too
      "outputs":    {name: array},       # what it gives
      "cotangents": {name: array},       # one for each output that is differentiated
      "gradients":  {name: array}        # of the sum over outputs of output * cotangent, by input
    }

with array = {"shape": [sizes], "values": [numbers in row-major order]}. All five are always there,
empty where nothing belongs in them. A loss has the shape [] and the cotangent 1; "losses" are those
of the items of a batch. Inputs without a gradient (ids, lengths, masks, statistics, all of an
optimiser's) are not differentiated.

Layouts: channels last, that is [batch, time, channels] and [batch, height, width, channels].
Weights have their inputs first: dense [inputs, outputs]; convolution [kernel * channels / groups,
outputs] or [kernel rows * kernel columns * channels / groups, outputs], the kernel's place counted
before the channel, the outputs of the first group first. Gates lie side by side in the order reset,
update, new (GRU) and input, forget, cell, output (LSTM), each kind with an input and a hidden bias,
in PyTorch's formulas. Padded steps of a sequence give zeros. "lengths" count the steps that are not
padding.
"""

import sys

sys.dont_write_bytecode = True  # the folder of sources stays as it is

import operations_layers
import operations_sequences
import operations_training
from operations_cases import cases, written

sys.stdout.write(written(cases) + "\n")
