namespace Ao.Scm;

/// <summary>Checks to run again.</summary>
public sealed record CheckRerunRequest
{
    /// <summary>Gets the operation.</summary>
    public required OperationKey Key { get; init; }

    /// <summary>Gets the project.</summary>
    public required ProjectSource Source { get; init; }

    /// <summary>Gets the pull request's number.</summary>
    public required int Number { get; init; }

    /// <summary>Gets the revision that they are about. An implementation whose pull request has another head refuses.</summary>
    public required string Revision { get; init; }

    /// <summary>Gets the names of the checks.</summary>
    public required IReadOnlyCollection<string> Names { get; init; }
}
