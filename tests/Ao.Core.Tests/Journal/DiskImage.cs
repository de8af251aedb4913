namespace Ao.Core.Tests.Journal;

/// <summary>The content of a file that is written at any place.</summary>
internal sealed class DiskImage
{
    private byte[] _bytes = [];
    private int _length;

    public byte[] Content => _bytes[.._length];

    public DiskImage Copy() => new() { _bytes = Content, _length = _length };

    public void Truncate(long length)
    {
        Reserve((int)length);
        if (length < _length)
        {
            _bytes.AsSpan((int)length, _length - (int)length).Clear();
        }

        _length = (int)length;
    }

    public void Write(long offset, byte[] data)
    {
        var end = (int)offset + data.Length;
        Reserve(end);
        data.CopyTo(_bytes, offset);
        _length = Math.Max(_length, end);
    }

    private void Reserve(int length)
    {
        if (length > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(length, 2 * _bytes.Length));
        }
    }
}
