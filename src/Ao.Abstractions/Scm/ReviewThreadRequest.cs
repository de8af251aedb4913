namespace Ao.Scm;

/// <summary>A comment to write: one that begins a thread, or an answer in one.</summary>
public sealed record ReviewThreadRequest
{
    /// <summary>Gets the operation.</summary>
    public required OperationKey Key { get; init; }

    /// <summary>Gets the project.</summary>
    public required ProjectSource Source { get; init; }

    /// <summary>Gets the pull request's number.</summary>
    public required int Number { get; init; }

    /// <summary>Gets the thread to answer in.</summary>
    /// <value>The default is <see langword="null"/>: a thread is begun.</value>
    public string? Thread { get; init; }

    /// <summary>Gets who writes.</summary>
    public required string Author { get; init; }

    /// <summary>Gets whether a program writes.</summary>
    public bool IsBot { get; init; }

    /// <summary>Gets the revision that the place is in.</summary>
    public required string Revision { get; init; }

    /// <summary>Gets the file, or <see langword="null"/> for the change as a whole.</summary>
    public string? Path { get; init; }

    /// <summary>Gets the line, from 1, or <see langword="null"/> for the file as a whole. A line that is not there makes no error: the thread is about the file then.</summary>
    public int? Line { get; init; }

    /// <summary>Gets the text.</summary>
    public required string Body { get; init; }
}
