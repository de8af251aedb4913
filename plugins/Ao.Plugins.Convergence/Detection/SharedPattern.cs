namespace Ao.Plugins.Convergence;

/// <summary>What answers have in common.</summary>
/// <param name="Title">All of it in a few words.</param>
/// <param name="Topic">What it is about, without the place.</param>
/// <param name="Said">The words that the messages share, the most telling first.</param>
/// <param name="New">The words that the new code shares.</param>
/// <param name="Gone">The words of the old code that none of them keeps.</param>
/// <param name="Paths">The files that more than one changes.</param>
/// <param name="Definitions">The definitions that all work in.</param>
/// <param name="Rewritten">A line that more than one rewrites or takes out.</param>
/// <param name="Rewriters">How many do.</param>
internal sealed record SharedPattern(string Title, string Topic, IReadOnlyList<string> Said, IReadOnlyList<string> New, IReadOnlyList<string> Gone, IReadOnlyList<string> Paths, IReadOnlyList<string> Definitions, string? Rewritten, int Rewriters)
{
    /// <summary>Makes what is told by its title alone.</summary>
    public static SharedPattern Of(string title, IReadOnlyList<string> paths) => new(title, title, [], [], [], paths, [], null, 0);
}
