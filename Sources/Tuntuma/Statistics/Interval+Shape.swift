extension Interval {
    /// The interval cut to what is possible at all.
    public func clipped(to range: ClosedRange<Double>) -> Interval {
        var clipped = self
        clipped.lower = min(max(lower, range.lowerBound), range.upperBound)
        clipped.upper = min(max(upper, range.lowerBound), range.upperBound)
        return clipped
    }

    /// The interval stretched, where it must be, until it includes a value.
    ///
    /// An adjusted interval is centred elsewhere than at the value itself, and for very few answers it may miss it.
    public func widened(toInclude value: Double) -> Interval {
        var widened = self
        widened.lower = min(lower, value)
        widened.upper = max(upper, value)
        return widened
    }

    /// The interval on another scale: every limit times a positive factor, plus an offset.
    public func rescaled(times factor: Double, plus offset: Double = 0) -> Interval {
        var rescaled = self
        rescaled.lower = lower * factor + offset
        rescaled.upper = upper * factor + offset
        return rescaled
    }
}
