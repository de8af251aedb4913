namespace Ao.Scm;

/// <summary>The result of a check that the host has made.</summary>
public sealed record CheckPublication
{
    /// <summary>Gets the operation.</summary>
    public required OperationKey Key { get; init; }

    /// <summary>Gets the project.</summary>
    public required ProjectSource Source { get; init; }

    /// <summary>Gets the pull request's number.</summary>
    public required int Number { get; init; }

    /// <summary>Gets the revision that was checked: the pull request's head.</summary>
    public required string Revision { get; init; }

    /// <summary>Gets the name of the check, such as <c>ao/alignment</c>: lower-case letters, digits, <c>/</c>, <c>-</c>, 60 at most.</summary>
    public required string Name { get; init; }

    /// <summary>Gets what it says: <see cref="CheckState.Pending"/>, <see cref="CheckState.Passed"/> or <see cref="CheckState.Failed"/>.</summary>
    public required CheckState State { get; init; }

    /// <summary>Gets one line that says it, 140 characters at most.</summary>
    public required string Summary { get; init; }

    /// <summary>Gets all of it, 16 KiB at most, for those that show it.</summary>
    public string Details { get; init; } = "";
}
