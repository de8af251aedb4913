namespace Ao.Effects;

/// <summary>What looking for an effect gave.</summary>
/// <typeparam name="T">What it creates.</typeparam>
/// <param name="Value">What is there.</param>
/// <param name="Problem">Why it cannot be said that nothing is there, where it cannot.</param>
internal sealed record EffectFinding<T>(T? Value, string? Problem)
    where T : class;
