using System.Buffers;
using Ao.Commands;

namespace Ao.Git.Histories;

/// <summary>Cuts the standard output of a program into pieces while it runs, so that not even one of them is kept longer than it is needed.</summary>
/// <param name="separator">What ends a piece.</param>
/// <param name="limit">How many bytes of a piece are given; the rest of it is dropped.</param>
/// <param name="handler">What is given each piece.</param>
internal sealed class Pieces(byte separator, int limit, PieceHandler handler) : ICommandObserver
{
    private readonly ArrayBufferWriter<byte> _begun = new();
    private bool _isCut;

    public void Observe(ReadOnlySpan<byte> bytes, bool isError)
    {
        if (isError)
        {
            return;
        }

        for (var end = bytes.IndexOf(separator); end >= 0; end = bytes.IndexOf(separator))
        {
            if (_begun.WrittenCount == 0 && !_isCut && end <= limit)
            {
                handler(bytes[..end], isCut: false);
            }
            else
            {
                Keep(bytes[..end]);
                Give();
            }

            bytes = bytes[(end + 1)..];
        }

        Keep(bytes);
    }

    /// <summary>Gives what was written after the last separator. Called when the program has ended.</summary>
    public void Complete()
    {
        if (_begun.WrittenCount > 0 || _isCut)
        {
            Give();
        }
    }

    private void Give()
    {
        handler(_begun.WrittenSpan, _isCut);
        _begun.ResetWrittenCount();
        _isCut = false;
    }

    private void Keep(ReadOnlySpan<byte> bytes)
    {
        var room = limit - _begun.WrittenCount;
        _isCut |= bytes.Length > room;
        _begun.Write(bytes[..Math.Min(bytes.Length, room)]);
    }
}
