namespace Ao.Plugins.GitLab.Data;

/// <summary>The request that resolves a conversation, or opens it again.</summary>
internal sealed record ResolveBody
{
    public required bool Resolved { get; init; }
}
