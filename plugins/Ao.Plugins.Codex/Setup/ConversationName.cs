namespace Ao.Plugins.Codex.Setup;

/// <summary>The ids that Codex gives to conversations: UUIDs.</summary>
internal static class ConversationName
{
    public static bool IsValid(string name) => Guid.TryParseExact(name, "D", out _);
}
