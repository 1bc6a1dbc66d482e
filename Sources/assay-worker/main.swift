#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif
import Trials

exit(WorkerProgram.main(Array(CommandLine.arguments.dropFirst())))
