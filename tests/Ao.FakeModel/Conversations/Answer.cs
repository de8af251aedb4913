namespace Ao.FakeModel.Conversations;

/// <summary>What the model answers.</summary>
internal sealed record Answer
{
    public IReadOnlyList<Block> Blocks { get; init; } = [];

    public TokenCount? Usage { get; init; }

    /// <summary>Gets the failure that comes instead, where one is due.</summary>
    public ScriptedFailure? Failure { get; init; }

    public TimeSpan Delay { get; init; }

    /// <summary>Gets whether the request was none of the conversation itself, such as one for a title.</summary>
    public bool IsSide { get; init; }

    public string? Script { get; init; }

    public int Position { get; init; }
}
