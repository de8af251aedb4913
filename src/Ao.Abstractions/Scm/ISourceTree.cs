namespace Ao.Scm;

/// <summary>The files of a revision.</summary>
public interface ISourceTree
{
    /// <summary>Gets the revision.</summary>
    string Revision { get; }

    /// <summary>Lists the files.</summary>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    /// <returns>The paths, in order. Text from outside.</returns>
    ValueTask<IReadOnlyList<string>> ListPathsAsync(CancellationToken cancellationToken = default);

    /// <summary>Lists the files that are not as they are in another revision.</summary>
    /// <param name="other">The other revision.</param>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    /// <returns>The changes, in the order of their paths.</returns>
    ValueTask<IReadOnlyList<TreeChange>> ListChangesAsync(string other, CancellationToken cancellationToken = default);

    /// <summary>Reads a text.</summary>
    /// <param name="path">The path.</param>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    /// <returns>The text; <see langword="null"/> where there is no such file, it is no text, larger than 1 MiB, or its content is not at hand.</returns>
    ValueTask<string?> ReadTextAsync(string path, CancellationToken cancellationToken = default);

    /// <summary>Finds words in all texts.</summary>
    /// <param name="words">The words, matched whole and by case.</param>
    /// <param name="limit">How many occurrences are given at most.</param>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    /// <returns>The occurrences, a line once for each word in it.</returns>
    ValueTask<IReadOnlyList<WordOccurrence>> FindWordsAsync(IReadOnlyList<string> words, int limit = 10_000, CancellationToken cancellationToken = default);
}
