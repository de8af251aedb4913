using System.Globalization;
using System.Text;
using Ao.Commands;
using Ao.Git.Histories;
using Ao.Scm;

namespace Ao.Git.Trees;

/// <summary>Finds words in the texts of a revision with one process, and ends it when there are enough.</summary>
internal sealed class WordSearch : ICommandObserver
{
    private const int MaxWords = 5000;
    private const int MaxLine = 64 * 1024;
    private const int MaxShown = 400;
    private const int ErrorLimit = 64 * 1024;

    private readonly WordSet _words;
    private readonly string _prefix;
    private readonly int _limit;
    private readonly Action _end;
    private readonly List<WordOccurrence> _found = [];
    private readonly Pieces _names;
    private readonly Pieces _lines;
    private Part _part;
    private string _file = "";
    private int _line;

    private WordSearch(WordSet words, string revision, int limit, Action end)
    {
        (_words, _prefix, _limit, _end) = (words, revision + ":", limit, end);
        _names = new Pieces(0, MaxLine, TakeName);
        _lines = new Pieces((byte)'\n', MaxLine, TakeLine);
    }

    /// <summary>What git writes next: a file and a number, each with a zero after it, and a line.</summary>
    private enum Part
    {
        File,
        Number,
        Line,
    }

    public static async ValueTask<IReadOnlyList<WordOccurrence>> RunAsync(HistoryPlace place, string revision, IReadOnlyList<string> words, int limit, CancellationToken cancellationToken)
    {
        var set = new WordSet(words);
        if (set.Count == 0)
        {
            return [];
        }

        if (set.Count > MaxWords)
        {
            throw new AoException($"{set.Count} words are looked for at once, and {MaxWords} can be. Look for them in parts.");
        }

        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var search = new WordSearch(set, revision, limit, ending.Cancel);
        var call = new GitCall("-c", "grep.threads=2", "grep", "-w", "-F", "-n", "-I", "-z", "--full-name", "--no-color", "--no-textconv", "-f", "-", revision)
        {
            Input = string.Concat(set.Words.Select(static word => word + "\n")),
            Observer = search,
            OutputLimit = ErrorLimit,
        };
        try
        {
            // Not to find anything is the exit code 1. Files whose contents are missing are passed over.
            var result = await place.RunAsync(call, ending.Token).ConfigureAwait(false);
            return result.ExitCode is 0 or 1 ? search._found : throw GitClient.Failure("grep", result);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return search._found;
        }
    }

    public void Observe(ReadOnlySpan<byte> bytes, bool isError)
    {
        if (isError)
        {
            return;
        }

        while (bytes.Length > 0)
        {
            var end = bytes.IndexOf(_part is Part.Line ? (byte)'\n' : (byte)0);
            var piece = end < 0 ? bytes : bytes[..(end + 1)];
            (_part is Part.Line ? _lines : _names).Observe(piece, isError: false);
            bytes = bytes[piece.Length..];
        }
    }

    private void TakeName(ReadOnlySpan<byte> piece, bool isCut)
    {
        var text = Encoding.UTF8.GetString(piece);
        if (_part is Part.File)
        {
            _file = text.StartsWith(_prefix, StringComparison.Ordinal) ? text[_prefix.Length..] : text;
            _part = Part.Number;
        }
        else
        {
            _line = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var line) ? line : 0;
            _part = Part.Line;
        }
    }

    private void TakeLine(ReadOnlySpan<byte> piece, bool isCut)
    {
        _part = Part.File;
        var text = Encoding.UTF8.GetString(piece).TrimEnd('\r');
        var shown = text.Length > MaxShown ? text[..MaxShown] : text;
        foreach (var word in _words.FindIn(text))
        {
            if (_found.Count == _limit)
            {
                _end();
                return;
            }

            _found.Add(new WordOccurrence(word, _file, _line, shown));
        }
    }
}
