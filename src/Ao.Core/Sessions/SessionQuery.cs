namespace Ao.Sessions;

/// <summary>Which sessions to list.</summary>
public sealed record SessionQuery
{
    /// <summary>Gets the project.</summary>
    /// <value>The default is <see langword="null"/>: all.</value>
    public ProjectId? Project { get; init; }

    /// <summary>Gets the statuses.</summary>
    /// <value>The default is empty: all.</value>
    public IReadOnlyCollection<SessionStatus> Statuses { get; init; } = [];
}
