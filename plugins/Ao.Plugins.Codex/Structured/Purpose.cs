namespace Ao.Plugins.Codex.Structured;

/// <summary>What requests to Codex are for. It stands in their ids, so that a later host understands the answers.</summary>
internal static class Purpose
{
    public const string Initialize = "init";
    public const string Thread = "thread";
    public const string Interrupt = "interrupt";
    private const string TurnPrefix = "turn:";

    public static string TurnOf(string messageId) => TurnPrefix + messageId;

    public static string? MessageOf(string purpose) => purpose.StartsWith(TurnPrefix, StringComparison.Ordinal) ? purpose[TurnPrefix.Length..] : null;
}
