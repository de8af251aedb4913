using Ao.Plugins;

namespace Ao.Checkups;

/// <summary>One thing that was looked at.</summary>
/// <param name="Subject">What was looked at, such as <c>project shop, agent command (structured)</c>.</param>
/// <param name="Level">How good it is.</param>
/// <param name="Summary">What was found.</param>
/// <param name="Remedy">What a person can do about it, where it is not good.</param>
public sealed record CheckupItem(string Subject, SelfCheckLevel Level, string Summary, string? Remedy = null);
