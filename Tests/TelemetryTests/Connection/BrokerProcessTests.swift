import DemoPlant
import Foundation
import Glibc
import TestSupport
import Testing

@Suite
struct BrokerProcessTests {
    @Test("the broker ends with its owner, also when that is killed with -9")
    func killedOwner() async throws {
        let folder = try TemporaryFolder()
        await #expect(processExitsWith: .signal(SIGKILL)) { [path = folder.path as String] in
            let broker = try BrokerProcess(folder: path)
            let file = try #require(fopen(path + "/port", "we"))
            fputs("\(broker.port)", file)
            fclose(file)
            kill(getpid(), SIGKILL)
        }
        let port = try #require(UInt16(String(contentsOfFile: folder.file("port"), encoding: .utf8)))
        #expect(eventually { !LoopbackPort.accepts(port) })
    }

    @Test("a stopped broker is gone, and its port free for the next")
    func restart() throws {
        let folder = try TemporaryFolder()
        let first = try BrokerProcess(folder: folder.path)
        #expect(LoopbackPort.accepts(first.port))
        first.stop()
        #expect(first.process.exitIfEnded() == .code(0))
        #expect(!LoopbackPort.accepts(first.port))
        let second = try BrokerProcess(folder: folder.path, port: first.port)
        #expect(LoopbackPort.accepts(second.port))
    }

    @Test("a broker that cannot start says where its log is")
    func refused() throws {
        let folder = try TemporaryFolder()
        let error = #expect(throws: ChildProcess.Failure.self) {
            _ = try BrokerProcess(folder: folder.path, extra: ["no_such_option true"])
        }
        #expect(error?.description.contains("mosquitto.log") == true)
    }
}

@Suite
struct ChildProcessTests {
    @Test("a child's end is told by code or by signal")
    func exits() throws {
        #expect(try ChildProcess("/bin/sh", ["-c", "exit 7"]).wait(within: .seconds(10)) == .code(7))
        let sleeper = try ChildProcess("/bin/sleep", ["100"])
        #expect(sleeper.exitIfEnded() == nil)
        #expect(sleeper.terminate() == .signal(SIGTERM))
    }

    @Test("a child that ignores TERM is killed after its grace")
    func stubborn() throws {
        let folder = try TemporaryFolder()
        let script = "trap '' TERM; echo ready; while :; do sleep 0.05; done"
        let child = try ChildProcess("/bin/sh", ["-c", script], output: .file(folder.file("out")))
        #expect(eventually { access(folder.file("out"), F_OK) == 0 && size(folder.file("out")) > 0 })
        #expect(child.terminate(grace: .milliseconds(50)) == .signal(SIGKILL))
    }

    @Test("a child has no open file of ours, no blocked signal, and the environment that it was given")
    func clean() throws {
        let folder = try TemporaryFolder()
        let leak = open("/dev/null", O_RDONLY)
        defer { close(leak) }
        // The shell itself lists them, with one more file than the first three open: no pipe of its own comes and goes meanwhile.
        let script = "set -- /proc/$$/fd/*; echo $#; grep SigBlk /proc/self/status; env | grep ^NAME"
        let child = try ChildProcess(
            "/bin/sh", ["-c", script], environment: ["PATH=/usr/bin:/bin", "NAME=value"],
            output: .file(folder.file("out")))
        #expect(child.wait(within: .seconds(10)) == .code(0))
        let text = try String(contentsOfFile: folder.file("out"), encoding: .utf8)
        let lines = text.split(separator: "\n").map(String.init)
        #expect(lines.first.flatMap { Int($0) }.map { $0 <= 4 } == true, "\(lines)")
        #expect(lines.dropFirst() == ["SigBlk:\t0000000000000000", "NAME=value"])
    }

    @Test("a program that does not exist ends at once")
    func missing() throws {
        #expect(throws: ChildProcess.Failure.self) {
            _ = try ChildProcess("/no/such/program", diesWithParent: false)
        }
        #expect(try ChildProcess("/no/such/program").wait(within: .seconds(10)) == .code(127))
    }

    private func size(_ path: String) -> Int {
        var information = stat()
        return stat(path, &information) == 0 ? Int(information.st_size) : 0
    }
}
