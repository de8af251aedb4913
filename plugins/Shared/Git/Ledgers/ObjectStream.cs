using System.Globalization;
using System.Text;
using Ao.Commands;

namespace Ao.Git.Ledgers;

/// <summary>Takes in what <c>cat-file --batch</c> and <c>--batch-check</c> write, as bytes and while they come. Of an object that is too large nothing is kept but its size.</summary>
/// <param name="largest">How many bytes of an object are kept at most; 0 where only the headers come.</param>
internal sealed class ObjectStream(int largest) : ICommandObserver
{
    private const int LongestHeader = 256;
    private readonly Dictionary<string, GitObject> _objects = new(StringComparer.Ordinal);
    private readonly List<byte> _header = [];
    private string _id = "";
    private string _type = "";
    private byte[]? _content;
    private long _size;
    private long _taken;
    private bool _inContent;

    /// <summary>Gets the objects by their ids. What is not there is missing from it.</summary>
    public IReadOnlyDictionary<string, GitObject> Objects => _objects;

    public void Observe(ReadOnlySpan<byte> bytes, bool isError)
    {
        while (!isError && !bytes.IsEmpty)
        {
            bytes = _inContent ? TakeContent(bytes) : TakeHeader(bytes);
        }
    }

    private ReadOnlySpan<byte> TakeHeader(ReadOnlySpan<byte> bytes)
    {
        var end = bytes.IndexOf((byte)'\n');
        var part = end < 0 ? bytes : bytes[..end];
        if (_header.Count + part.Length > LongestHeader)
        {
            throw new GitException("git cat-file wrote what it does not write. See whether the git program of the plugin's options is git.");
        }

        _header.AddRange(part);
        if (end < 0)
        {
            return [];
        }

        Begin(Encoding.ASCII.GetString([.. _header]).Split(' '));
        _header.Clear();
        return bytes[(end + 1)..];
    }

    private void Begin(string[] header)
    {
        if (header is not [var id, var type, var size] || !long.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var count))
        {
            return;
        }

        (_id, _type, _size, _taken) = (id, type, count, 0);
        if (largest == 0)
        {
            _objects[id] = new GitObject(type, count, null);
            return;
        }

        _inContent = true;
        _content = count <= largest ? new byte[count] : null;
    }

    private ReadOnlySpan<byte> TakeContent(ReadOnlySpan<byte> bytes)
    {
        // A line end follows the content.
        var count = (int)Math.Min(bytes.Length, _size + 1 - _taken);
        if (_content is { } content && _taken < _size)
        {
            bytes[..(int)Math.Min(count, _size - _taken)].CopyTo(content.AsSpan((int)_taken));
        }

        _taken += count;
        if (_taken == _size + 1)
        {
            _objects[_id] = new GitObject(_type, _size, _content);
            (_inContent, _content) = (false, null);
        }

        return bytes[count..];
    }
}
