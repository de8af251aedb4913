namespace Ao.Forks;

/// <summary>Where a fork has published who it is, so that others find it.</summary>
/// <param name="Location">The place.</param>
/// <param name="IsUpstream">Whether it is the upstream's own place.</param>
/// <param name="At">When it was published there.</param>
/// <param name="Reason">Why it is not the upstream's, where there is an upstream.</param>
public sealed record ForkRegistration(string Location, bool IsUpstream, DateTimeOffset At, string? Reason)
{
    /// <summary>Gets what stays at the place, where the registration was ended; <see langword="null"/> while it holds.</summary>
    public string? Remains { get; init; }
}
