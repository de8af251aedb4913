using Ao.Plugins.GitHub.Graph;

namespace Ao.Plugins.GitHub.Looks;

/// <summary>A thread on a place of a change.</summary>
internal sealed record LookThread
{
    public string Id { get; init; } = "";

    public string Path { get; init; } = "";

    public int? Line { get; init; }

    public int? OriginalLine { get; init; }

    public string? SubjectType { get; init; }

    public bool IsResolved { get; init; }

    public bool IsOutdated { get; init; }

    /// <summary>Gets how many comments it has, and, where asked for, the last ones.</summary>
    public LookList<GraphComment>? Comments { get; init; }
}
