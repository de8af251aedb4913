using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Ao.Ledger.Protocol;

/// <summary>Writes the binary forms of SSH: numbers of four bytes, and strings behind their length.</summary>
internal sealed class SshWriter
{
    private readonly ArrayBufferWriter<byte> _bytes = new(256);

    public SshWriter Raw(ReadOnlySpan<byte> bytes)
    {
        _bytes.Write(bytes);
        return this;
    }

    public SshWriter Number(uint number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, number);
        return Raw(bytes);
    }

    public SshWriter String(ReadOnlySpan<byte> bytes) => Number((uint)bytes.Length).Raw(bytes);

    public SshWriter String(string text) => String(Encoding.ASCII.GetBytes(text));

    /// <summary>Writes a number that is not negative: without leading zeros, and with one where it would read as negative.</summary>
    public SshWriter Integer(ReadOnlySpan<byte> number)
    {
        number = number.TrimStart((byte)0);
        return number is [>= 0x80, ..] ? Number((uint)number.Length + 1).Raw([0]).Raw(number) : String(number);
    }

    public byte[] ToArray() => _bytes.WrittenSpan.ToArray();
}
