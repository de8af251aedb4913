using Ao.Effects;

namespace Ao.Governance;

/// <summary>What the journal holds about policies, one stream for each project.</summary>
internal static class PolicyFacts
{
    /// <summary>From here on another policy holds in a project.</summary>
    /// <param name="Project">The project.</param>
    /// <param name="Version">The version, which follows from the content.</param>
    /// <param name="Content">The content, as the version is made of it.</param>
    /// <param name="At">When.</param>
    public sealed record Adopted(ProjectId Project, string Version, string Content, DateTimeOffset At);

    /// <summary>An effect was not allowed. It is written once for the same operation under the same policy.</summary>
    public sealed record Denied(
        ProjectId Project,
        OperationKey Key,
        EffectKind Kind,
        SessionId? Session,
        string Title,
        IReadOnlyDictionary<string, string> Parameters,
        string Hash,
        string PolicyVersion,
        IReadOnlyList<string> Reasons);
}
