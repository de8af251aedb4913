namespace Ao.Scm;

/// <summary>A review to add.</summary>
public sealed record ReviewRequest
{
    /// <summary>Gets the operation.</summary>
    public required OperationKey Key { get; init; }

    /// <summary>Gets the project.</summary>
    public required ProjectSource Source { get; init; }

    /// <summary>Gets the pull request's number.</summary>
    public required int Number { get; init; }

    /// <summary>Gets who gives it.</summary>
    public required string Author { get; init; }

    /// <summary>Gets the verdict.</summary>
    public required ReviewVerdict Verdict { get; init; }

    /// <summary>Gets the revision that was reviewed.</summary>
    public required string Revision { get; init; }

    /// <summary>Gets the text.</summary>
    public string Body { get; init; } = "";
}
