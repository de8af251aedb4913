namespace Ao.Convergence;

/// <summary>What a look at a fork gave.</summary>
public sealed record ForkLook
{
    /// <summary>Gets the fork.</summary>
    public required string ForkId { get; init; }

    /// <summary>Gets what people call the fork.</summary>
    public string? Name { get; init; }

    /// <summary>Gets how many reports were new.</summary>
    public int Records { get; init; }

    /// <summary>Gets how many changes were new.</summary>
    public int Changes { get; init; }

    /// <summary>Gets whether its changes were read from its plain history, because it publishes none.</summary>
    public bool FromHistory { get; init; }

    /// <summary>Gets how many of the changes were read without all of their text, because contents are not in the fork's repository.</summary>
    public int LackingContents { get; init; }

    /// <summary>Gets whether the fork's repository is a shallow clone, so that its older changes are not compared.</summary>
    public bool IsShallow { get; init; }

    /// <summary>Gets what is to be known of what was read, and what helps; none where all of it was.</summary>
    public IReadOnlyList<string> Notes =>
    [
        .. (string[])(IsShallow ? ["It is a shallow clone: older changes than its history holds are not compared. Fetch the rest of its history there."] : []),
        .. (string[])(LackingContents > 0 ? [$"{LackingContents} of {Changes} changes were read without all of their text, because contents are missing in its repository. Fetch them there; large files may well be missing."] : []),
    ];

    /// <summary>Gets why it could not be read as it is now, where it could not. What was read before counts on.</summary>
    public string? Problem { get; init; }
}
