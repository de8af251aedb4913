namespace Ao.Effects;

/// <summary>What looking for an effect gave.</summary>
/// <typeparam name="T">What it creates.</typeparam>
/// <param name="Value">What is there.</param>
/// <param name="Problem">Why it cannot be said that nothing is there, where it cannot.</param>
internal sealed record EffectFinding<T>(T? Value, string? Problem)
    where T : class
{
    /// <summary>Gets whether the problem may pass: a later look may see.</summary>
    public bool MayPass { get; init; }

    /// <summary>Gets how long the service asked to wait, where it did.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
