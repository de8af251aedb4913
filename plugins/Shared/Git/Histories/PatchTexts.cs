using System.Buffers;
using System.Text;

namespace Ao.Git.Histories;

/// <summary>Collects the diffs of commits from what git writes, each up to its limit.</summary>
internal sealed class PatchTexts : IDiffTreeOutput
{
    private readonly Dictionary<string, PatchText> _patches = new(StringComparer.Ordinal);
    private readonly ArrayBufferWriter<byte> _patch = new();
    private readonly ArrayBufferWriter<byte> _file = new();
    private readonly Pieces _lines;
    private readonly int _limit;
    private readonly IReadOnlySet<string> _missing;
    private bool _isLeftOut;
    private bool _isCut;

    /// <param name="limit">How many bytes of one commit's diff are kept.</param>
    /// <param name="missing">The contents whose diffs are left out.</param>
    public PatchTexts(int limit, IReadOnlySet<string> missing)
    {
        (_limit, _missing) = (limit, missing);
        _lines = new Pieces((byte)'\n', limit, Take);
    }

    public string? Last { get; private set; }

    public IReadOnlyDictionary<string, PatchText> Patches => _patches;

    public void Observe(ReadOnlySpan<byte> bytes, bool isError) => _lines.Observe(bytes, isError);

    public void Complete()
    {
        _lines.Complete();
        End();
    }

    public void Fail(string commit) => _patches[commit] = (_patches.GetValueOrDefault(commit) ?? PatchText.Unknown) with { IsPartial = true };

    // Lines of content start with a space, a sign or a backslash: what starts otherwise is git's own.
    private void Take(ReadOnlySpan<byte> line, bool isCut)
    {
        if (line.Length is 40 or 64 && Revision.IsRevision(Encoding.ASCII.GetString(line)))
        {
            End();
            Last = Encoding.ASCII.GetString(line);
            return;
        }

        if (line.StartsWith("diff --git "u8))
        {
            EndFile();
        }
        else if (line.StartsWith("Binary files "u8) || (line.StartsWith("index "u8) && NamesMissing(line)))
        {
            _file.ResetWrittenCount();
            _isLeftOut = true;
        }

        if (_isLeftOut || _isCut)
        {
            return;
        }

        if (isCut || _patch.WrittenCount + _file.WrittenCount + line.Length + 1 > _limit)
        {
            _isCut = true;
            return;
        }

        _file.Write(line);
        _file.Write("\n"u8);
    }

    // The line is 'index <old>..<new> <mode>'.
    private bool NamesMissing(ReadOnlySpan<byte> line) => _missing.Count > 0
        && Encoding.ASCII.GetString(line).Split(' ') is [_, var ids, ..] && ids.Split("..").Any(_missing.Contains);

    private void EndFile()
    {
        _patch.Write(_file.WrittenSpan);
        _file.ResetWrittenCount();
        _isLeftOut = false;
    }

    private void End()
    {
        EndFile();
        if (Last is { } commit)
        {
            _patches[commit] = new PatchText(_patch.WrittenSpan.ToArray(), _isCut);
        }

        _patch.ResetWrittenCount();
        (Last, _isCut) = (null, false);
    }
}
