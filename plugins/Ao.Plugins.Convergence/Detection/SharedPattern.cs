namespace Ao.Plugins.Convergence;

/// <summary>What answers have in common.</summary>
/// <param name="Title">All of it in a few words.</param>
/// <param name="Topic">What it is about, without the place.</param>
/// <param name="Paths">The files that more than one changes.</param>
internal sealed record SharedPattern(string Title, string Topic, IReadOnlyList<string> Paths)
{
    /// <summary>Gets the words that the messages share.</summary>
    public SharedWords Said { get; init; } = SharedWords.None;

    /// <summary>Gets the words that the new code shares.</summary>
    public SharedWords New { get; init; } = SharedWords.None;

    /// <summary>Gets the words of the old code that those who had them keep no more.</summary>
    public SharedWords Gone { get; init; } = SharedWords.None;

    /// <summary>Gets the definitions that all work in.</summary>
    public IReadOnlyList<string> Definitions { get; init; } = [];

    /// <summary>Gets a line that more than one rewrites or takes out.</summary>
    public string? Rewritten { get; init; }

    /// <summary>Gets how many do.</summary>
    public int Rewriters { get; init; }
}
