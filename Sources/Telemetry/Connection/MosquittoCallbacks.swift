import Basis
import CMosquitto
import Glibc

// libmosquitto calls these on the connection's thread, inside `read`, `write`, `tick` or `abort`. They capture nothing,
// copy what they need and return; none calls back into the library.

let mosquittoCallbacks = unsafe cmosq_callbacks(
    connected: { context, reason, maximumPacketSize, keepAlive in
        unsafe link(context).connackArrived(
            reason: reason, maximumPacketSize: maximumPacketSize, keepAliveSeconds: keepAlive)
    },
    disconnected: { context, reason in unsafe link(context).disconnected(reason: reason) },
    published: { context, id, reason in unsafe link(context).published(id: id, reason: reason) },
    subscribed: { context, id, reason in unsafe link(context).subscribed(id: id, reason: reason) },
    received: { context, message in
        guard let message = unsafe message else { return }
        unsafe link(context).received(message.pointee)
    })

/// `ConnectionThread.run` holds the link for as long as the client lives: unretained is enough.
private func link(_ context: UnsafeMutableRawPointer?) -> Link {
    guard let context = unsafe context else { preconditionFailure("the context is set when the client is made") }
    return unsafe Unmanaged<Link>.fromOpaque(context).takeUnretainedValue()
}
