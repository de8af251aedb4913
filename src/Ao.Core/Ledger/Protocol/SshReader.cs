using System.Buffers.Binary;
using System.Text;

namespace Ao.Ledger.Protocol;

/// <summary>Reads the binary forms of SSH. What does not fit is not read, and says so.</summary>
internal ref struct SshReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;

    public readonly bool IsAtEnd => _rest.IsEmpty;

    public bool TrySkip(ReadOnlySpan<byte> expected)
    {
        if (!_rest.StartsWith(expected))
        {
            return false;
        }

        _rest = _rest[expected.Length..];
        return true;
    }

    public bool TryNumber(out uint number)
    {
        if (!BinaryPrimitives.TryReadUInt32BigEndian(_rest, out number))
        {
            return false;
        }

        _rest = _rest[sizeof(uint)..];
        return true;
    }

    public bool TryString(out ReadOnlySpan<byte> text)
    {
        text = default;
        if (!TryNumber(out var length) || length > _rest.Length)
        {
            return false;
        }

        text = _rest[..(int)length];
        _rest = _rest[(int)length..];
        return true;
    }

    public bool TryText(out string text)
    {
        var isRead = TryString(out var bytes);
        text = Encoding.Latin1.GetString(bytes);
        return isRead;
    }

    /// <summary>Reads a number that is not negative into a field of fixed length, in its one right form.</summary>
    public bool TryInteger(Span<byte> field)
    {
        field.Clear();
        if (!TryString(out var number) || number is [] or [>= 0x80, ..] || (number is [0, var second, ..] && second < 0x80))
        {
            return false;
        }

        number = number[0] == 0 ? number[1..] : number;
        if (number.IsEmpty || number.Length > field.Length)
        {
            return false;
        }

        number.CopyTo(field[(field.Length - number.Length)..]);
        return true;
    }
}
