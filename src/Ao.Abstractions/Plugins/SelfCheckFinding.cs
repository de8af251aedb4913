namespace Ao.Plugins;

/// <summary>Something that an implementation has found of what it needs.</summary>
/// <param name="Level">How good it is.</param>
/// <param name="Summary">What was found, in one sentence.</param>
/// <param name="Remedy">What a person can do about it, where it is not good: an exact command, where there is one.</param>
public sealed record SelfCheckFinding(SelfCheckLevel Level, string Summary, string? Remedy = null);
