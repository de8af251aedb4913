using Ao.Secrets;

namespace Ao.Convergence;

/// <summary>Takes secrets out of the texts of a record, and counts them.</summary>
internal sealed class Redaction(SecretRedactor redactor)
{
    public int Count { get; private set; }

    public string Take(string text)
    {
        var redacted = redactor.Redact(text);
        Count += redacted.Count;
        return redacted.Text;
    }
}
