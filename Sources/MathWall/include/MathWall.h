// Quantiles and distribution functions of Boost.Math behind a C interface: the one place that sees Boost.
//
// Every function answers NaN where it has no value (a probability outside 0 to 1, no degrees of freedom, NaN), and none
// of them throws. They may be called from any thread.
#ifndef MATHWALL_H
#define MATHWALL_H

#ifdef __cplusplus
#define MATHWALL_NOEXCEPT noexcept
extern "C" {
#else
#define MATHWALL_NOEXCEPT
#endif

/// The value that a standard normal variable stays below with this probability; infinite at 0 and 1.
double MathWall_normal_quantile(double probability) MATHWALL_NOEXCEPT;

/// The probability that a standard normal variable stays below a value.
double MathWall_normal_probability(double value) MATHWALL_NOEXCEPT;

/// The value that a Student t variable stays below with this probability; infinite at 0 and 1.
double MathWall_student_quantile(double probability, double degrees_of_freedom) MATHWALL_NOEXCEPT;

/// The probability that a Student t variable stays below a value.
double MathWall_student_probability(double value, double degrees_of_freedom) MATHWALL_NOEXCEPT;

/// The value that a beta variable stays below with this probability; both shapes are above 0.
double MathWall_beta_quantile(double probability, double first_shape, double second_shape) MATHWALL_NOEXCEPT;

#ifdef __cplusplus
}
#endif

#endif
