import Foundation

/// Runs work on several threads and hands the results on in the order in which the work came.
///
/// At most `depth` pieces are under way or waiting to be handed on, so that a slow reader of the results slows the
/// producer down and memory stays flat.
///
/// `@unchecked Sendable`: every stored variable is read and written with `condition` locked; `deliver` is called by
/// one thread at a time, as `isDelivering` says.
final class OrderedPipeline<Input: Sendable, Output: Sendable>: @unchecked Sendable {
    private let condition = NSCondition()
    private let depth: Int
    private let deliver: (Output) -> Void
    private var queue: [(index: Int, input: Input)] = []
    private var finished: [Int: Output] = [:]
    private var nextIndex = 0
    private var nextToDeliver = 0
    private var isDelivering = false
    private var isClosed = false
    private var runningThreads: Int

    /// - Parameters:
    ///   - threads: how many workers, 1 or more.
    ///   - makeWorker: called once on each worker's own thread; what it returns is used on that thread only.
    ///   - deliver: receives the results in the order of `submit`, never two at once.
    init(
        threads: Int, makeWorker: @escaping @Sendable () -> (Input) -> Output, deliver: @escaping (Output) -> Void
    ) {
        let count = max(1, threads)
        self.depth = count * 4
        self.deliver = deliver
        self.runningThreads = count
        for number in 0..<count {
            let thread = Thread { [self] in run(makeWorker()) }
            thread.name = "vigil.worker.\(number)"
            thread.stackSize = 8 << 20
            thread.start()
        }
    }

    /// Hands over one piece of work; waits while too many are under way.
    func submit(_ input: Input) {
        condition.lock()
        while nextIndex - nextToDeliver >= depth { condition.wait() }
        queue.append((nextIndex, input))
        nextIndex += 1
        condition.broadcast()
        condition.unlock()
    }

    /// Waits until all that was submitted has been delivered, and ends the threads.
    func finish() {
        condition.lock()
        isClosed = true
        condition.broadcast()
        while runningThreads > 0 { condition.wait() }
        condition.unlock()
    }

    private func run(_ work: (Input) -> Output) {
        condition.lock()
        while true {
            if !queue.isEmpty {
                let (index, input) = queue.removeFirst()
                condition.unlock()
                let output = work(input)
                condition.lock()
                finished[index] = output
                deliverInOrder()
                condition.broadcast()
            } else if isClosed {
                break
            } else {
                condition.wait()
            }
        }
        runningThreads -= 1
        condition.broadcast()
        condition.unlock()
    }

    /// Called with `condition` locked; unlocks it around each delivery.
    private func deliverInOrder() {
        guard !isDelivering else { return }
        isDelivering = true
        while let output = finished.removeValue(forKey: nextToDeliver) {
            condition.unlock()
            deliver(output)
            condition.lock()
            nextToDeliver += 1
            condition.broadcast()
        }
        isDelivering = false
    }
}
