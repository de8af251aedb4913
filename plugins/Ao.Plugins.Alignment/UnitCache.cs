using Ao.Scm;

namespace Ao.Plugins.Alignment;

/// <summary>The files of one tree as they were read, each once.</summary>
internal sealed class UnitCache(ISourceTree tree)
{
    private const int MostFiles = 5_000;
    private readonly Dictionary<string, (SourceUnit? Unit, string Text)> _read = new(StringComparer.Ordinal);

    public ISourceTree Tree => tree;

    /// <summary>Reads a file; <see langword="null"/> where it is not there, no source in a known language, or more than is read.</summary>
    public async ValueTask<SourceUnit?> ReadAsync(string path, CancellationToken cancellationToken) => (await LoadAsync(path, cancellationToken).ConfigureAwait(false)).Unit;

    /// <summary>Gives the lines of a file; none where it is not read.</summary>
    public async ValueTask<string[]> LinesOfAsync(string path, CancellationToken cancellationToken) =>
        [.. (await LoadAsync(path, cancellationToken).ConfigureAwait(false)).Text.Split('\n').Select(static line => line.TrimEnd('\r'))];

    private async ValueTask<(SourceUnit? Unit, string Text)> LoadAsync(string path, CancellationToken cancellationToken)
    {
        if (_read.TryGetValue(path, out var known))
        {
            return known;
        }

        if (_read.Count >= MostFiles || SourceReaders.Find(path) is not { } reader
            || await tree.ReadTextAsync(path, cancellationToken).ConfigureAwait(false) is not { } text || !SourceReaders.IsWritten(text))
        {
            return (null, "");
        }

        return _read[path] = (Read(reader, path, text, cancellationToken), text);
    }

    private static SourceUnit? Read(ISourceReader reader, string path, string text, CancellationToken cancellationToken)
    {
        try
        {
            return reader.Read(path, text, cancellationToken);
        }
        catch (InsufficientExecutionStackException)
        {
            // What is nested that deeply was written by no person.
            return null;
        }
    }
}
