using System.Text;

namespace Ao.Git.Histories;

/// <summary>Reads which files commits changed. Contents are not needed for it.</summary>
internal sealed class FileDeltas : IDiffTreeOutput
{
    private const int MaxPath = 4096;
    private readonly Dictionary<string, CommitFiles> _commits = new(StringComparer.Ordinal);
    private readonly Pieces _pieces;
    private List<FileDelta> _files = [];
    private string[]? _begun;
    private bool _isWhole = true;

    private FileDeltas() => _pieces = new Pieces(0, MaxPath, Take);

    public string? Last { get; private set; }

    public static async ValueTask<IReadOnlyDictionary<string, CommitFiles>> ReadAsync(HistoryPlace place, IReadOnlyList<string> commits, CancellationToken cancellationToken)
    {
        var deltas = new FileDeltas();
        await DiffTree.RunAsync(place, commits, deltas, new GitCall("diff-tree", "--stdin", "-r", "--raw", "-z", "--root", "--always", "--no-renames", "--no-abbrev"), cancellationToken).ConfigureAwait(false);
        return deltas._commits;
    }

    public void Observe(ReadOnlySpan<byte> bytes, bool isError) => _pieces.Observe(bytes, isError);

    public void Complete()
    {
        _pieces.Complete();
        End();
    }

    public void Fail(string commit) => _commits[commit] = CommitFiles.Unknown;

    private void Take(ReadOnlySpan<byte> piece, bool isCut)
    {
        if (_begun is { } parts)
        {
            _begun = null;
            if (_files.Count < CommitFiles.MaxFiles && !isCut)
            {
                _files.Add(new FileDelta(Encoding.UTF8.GetString(piece), parts[0], parts[1], parts[2], parts[3]));
            }
            else
            {
                _isWhole = false;
            }
        }
        else if (piece.Length > 0 && piece[0] == (byte)':')
        {
            _begun = Encoding.ASCII.GetString(piece[1..]).Split(' ');
        }
        else
        {
            End();
            Last = Encoding.ASCII.GetString(piece);
        }
    }

    private void End()
    {
        if (Last is { } commit)
        {
            _commits[commit] = new CommitFiles(_files, _isWhole);
        }

        (Last, _files, _begun, _isWhole) = (null, [], null, true);
    }
}
