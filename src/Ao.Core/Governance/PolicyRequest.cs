using Ao.Effects;

namespace Ao.Governance;

/// <summary>An effect that a policy judges. All of it follows from what a consent would be bound to.</summary>
public sealed record PolicyRequest
{
    /// <summary>Gets the project.</summary>
    public required ProjectId Project { get; init; }

    /// <summary>Gets what would be done.</summary>
    public required EffectKind Kind { get; init; }

    /// <summary>Gets the operation.</summary>
    public required OperationKey Operation { get; init; }

    /// <summary>Gets the session that causes it, or <see langword="null"/> for an operator or a report.</summary>
    public SessionId? Session { get; init; }

    /// <summary>Gets one line that says it. Text from outside may be in it.</summary>
    public required string Title { get; init; }

    /// <summary>Gets exactly what would be done, by name. Text from outside is in it.</summary>
    public required IReadOnlyDictionary<string, string> Parameters { get; init; }

    /// <summary>Gets the report that causes it, where one does.</summary>
    public ReportCause? Report { get; init; }

    /// <summary>Gets whose fork it is about, where it is about one.</summary>
    public string? ForkOwner { get; init; }

    /// <summary>Gets the place that would be changed: where it is published to, or else the repository.</summary>
    public string? Target { get; init; }
}
