import Glibc

/// All that `stty -a` tells, to compare.
package struct TerminalMode: Hashable, Sendable {
    package let input, output, control, local: UInt32
    package let characters: [UInt8]
    package let speeds: [UInt32]

    init(of descriptor: Int32) {
        var mode = termios()
        tcgetattr(descriptor, &mode)
        (input, output, control, local) = (mode.c_iflag, mode.c_oflag, mode.c_cflag, mode.c_lflag)
        characters = withUnsafeBytes(of: mode.c_cc) { Array($0) }
        speeds = [cfgetispeed(&mode), cfgetospeed(&mode)]
    }

    /// Lines are edited and echoed by the terminal, as under a shell.
    package var isCooked: Bool { local & UInt32(ICANON) != 0 && local & UInt32(ECHO) != 0 }
}
