"""Validates JUnit files against the common schemas.

    pip install xmlschema
    python3 junit.py JUnit.xsd junit-10.xsd -- Tests/ReportingTests/Golden/gate.junit.xml

JUnit.xsd is that of https://github.com/windyroad/JUnit-Schema, after Ant's JUnit task; junit-10.xsd that
of https://github.com/jenkinsci/xunit-plugin. Neither is kept here.
"""

import sys

import xmlschema

split = sys.argv.index("--")
for schema_path in sys.argv[1:split]:
    schema = xmlschema.XMLSchema(schema_path)
    for path in sys.argv[split + 1 :]:
        schema.validate(path)
        print(f"{path} keeps {schema_path}")
