using System.Buffers;
using System.Text;

namespace Ao.Secrets;

/// <summary>Replaces the secrets of a stream that comes in pieces, wherever it is cut. It holds back what could still become a secret, and no more than a bounded part.</summary>
/// <remarks>Not safe for concurrent use: one stream has one.</remarks>
internal sealed class StreamRedactor(SecretRedactor redactor)
{
    private const int Window = 128 * 1024;
    private const int MaxHeld = 1024 * 1024;
    private const int MinHeldBack = 16 * 1024;

    private readonly int _heldBack = Math.Max(MinHeldBack, redactor.Reach);
    private readonly StringBuilder _held = new();
    private int _next = Window;

    // How many characters of what is held were written already: the last one is kept to be seen by what follows it.
    private int _written;
    private bool _swallowing;

    /// <summary>Gets how many places were replaced.</summary>
    public int Count { get; private set; }

    /// <summary>Takes the next piece, and writes what is clean for certain.</summary>
    public void Push(ReadOnlySpan<byte> piece, IBufferWriter<byte> output)
    {
        for (; !piece.IsEmpty; piece = piece[Math.Min(Window, piece.Length)..])
        {
            Append(piece[..Math.Min(Window, piece.Length)]);
            if (_held.Length >= _next + _heldBack)
            {
                Drain(output, isEnd: false);
                _next = Math.Max(Window, _held.Length);
            }
        }
    }

    /// <summary>Writes the rest.</summary>
    public void Finish(IBufferWriter<byte> output) => Drain(output, isEnd: true);

    private void Append(ReadOnlySpan<byte> piece)
    {
        // The rest of a secret that was too long to be held: nothing of it is written.
        while (_swallowing && !piece.IsEmpty)
        {
            _swallowing = char.IsAsciiLetterOrDigit((char)piece[0]) || piece[0] is (byte)'+' or (byte)'/' or (byte)'=' or (byte)'_' or (byte)'-' or (byte)'.' or (byte)'~' or (byte)'%' or (byte)'\\' or (byte)'\r' or (byte)'\n';
            piece = _swallowing ? piece[1..] : piece;
        }

        _held.Append(Encoding.Latin1.GetString(piece));
    }

    private void Drain(IBufferWriter<byte> output, bool isEnd)
    {
        var text = _held.ToString();
        var limit = isEnd ? text.Length : text.Length - _heldBack;
        var position = _written;
        foreach (var range in redactor.Find(text))
        {
            if (range.From >= limit)
            {
                break;
            }

            if (range.End <= position)
            {
                continue;
            }

            if (!isEnd && range.End == text.Length)
            {
                // It may go on in the next piece.
                if (text.Length >= MaxHeld)
                {
                    _swallowing = true;
                }
                else
                {
                    limit = Math.Max(position, range.From);
                    break;
                }
            }

            Write(output, text.AsSpan(position, Math.Max(position, range.Start) - position));
            Write(output, SecretRedactor.Marker);
            Count++;
            position = range.End;
            limit = Math.Max(limit, position);
        }

        limit = Math.Max(limit, position);
        Write(output, text.AsSpan(position, limit - position));
        _written = Math.Min(limit, 1);
        _held.Clear().Append(text, limit - _written, text.Length - limit + _written);
    }

    private static void Write(IBufferWriter<byte> output, ReadOnlySpan<char> text)
    {
        if (!text.IsEmpty)
        {
            output.Advance(Encoding.Latin1.GetBytes(text, output.GetSpan(text.Length)));
        }
    }
}
