namespace Ao.Effects;

/// <summary>What became of an effect.</summary>
/// <typeparam name="T">What it creates.</typeparam>
/// <param name="Status">What became of it.</param>
/// <param name="Value">What it created, where it succeeded.</param>
/// <param name="Reason">Why not, where it did not.</param>
internal sealed record EffectOutcome<T>(EffectStatus Status, T? Value, string? Reason)
    where T : class;
