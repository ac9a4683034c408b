import MathWall

/// The standard normal distribution, from Boost.Math.
public enum NormalDistribution {
    /// The value that a standard normal variable stays below with a probability: 1.959963984540054 for 0.975.
    ///
    /// Infinite for 0 and 1, NaN for anything that is no probability.
    public static func quantile(_ probability: Double) -> Double {
        MathWall_normal_quantile(probability)
    }

    /// The probability that a standard normal variable stays below a value; NaN for NaN.
    public static func probability(below value: Double) -> Double {
        MathWall_normal_probability(value)
    }

    /// How many standard errors a two-sided interval reaches to each side of its centre.
    static func reach(level: Double) -> Double {
        quantile(0.5 + level / 2)
    }
}

/// Student's t distribution, from Boost.Math.
public enum StudentDistribution {
    /// The value that a t variable stays below with a probability.
    ///
    /// Infinite for 0 and 1, NaN for anything that is no probability or for degrees of freedom that are not above 0.
    public static func quantile(_ probability: Double, degreesOfFreedom: Double) -> Double {
        MathWall_student_quantile(probability, degreesOfFreedom)
    }
    /// The probability that a t variable stays below a value; NaN for NaN and for degrees of freedom that are not above 0.
    public static func probability(below value: Double, degreesOfFreedom: Double) -> Double {
        MathWall_student_probability(value, degreesOfFreedom)
    }
}

/// The beta distribution, from Boost.Math.
public enum BetaDistribution {
    /// The value that a beta variable stays below with a probability.
    ///
    /// NaN for anything that is no probability or for shapes that are not above 0.
    public static func quantile(_ probability: Double, shapes first: Double, _ second: Double) -> Double {
        MathWall_beta_quantile(probability, first, second)
    }
}
