namespace Ao.Scm;

/// <summary>What somebody says of a pull request.</summary>
public sealed record Review
{
    /// <summary>Gets who says it.</summary>
    public required string Author { get; init; }

    /// <summary>Gets whether a program gave it.</summary>
    public bool IsBot { get; init; }

    /// <summary>Gets the verdict.</summary>
    public required ReviewVerdict Verdict { get; init; }

    /// <summary>Gets the revision that was reviewed.</summary>
    public required string Revision { get; init; }

    /// <summary>Gets the text. From outside.</summary>
    public string Body { get; init; } = "";

    /// <summary>Gets when it was given.</summary>
    public required DateTimeOffset At { get; init; }
}
