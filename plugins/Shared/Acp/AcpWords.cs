using System.Text;

namespace Ao.Acp;

/// <summary>Collects the agent's last message, which comes in pieces.</summary>
internal sealed class AcpWords
{
    private readonly StringBuilder _text = new();
    private string? _message;

    public string Text => _text.ToString();

    public void Clear()
    {
        _text.Clear();
        _message = null;
    }

    public void Add(string? message, string? piece)
    {
        if (piece is not { Length: > 0 })
        {
            return;
        }

        if (message is not null && message != _message)
        {
            _message = message;
            _text.Clear();
        }

        _text.Append(piece.AsSpan(0, Math.Min(piece.Length, JsonFields.LongestText - _text.Length)));
    }
}
