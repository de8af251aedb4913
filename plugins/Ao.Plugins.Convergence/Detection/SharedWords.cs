namespace Ao.Plugins.Convergence;

/// <summary>Words that several units have.</summary>
/// <param name="Words">The words, the most telling first.</param>
/// <param name="Units">How many units have them.</param>
internal sealed record SharedWords(IReadOnlyList<string> Words, int Units)
{
    public static SharedWords None { get; } = new([], 0);
}
