using Ao.Ledger;

namespace Ao.Convergence;

/// <summary>Takes secrets and paths of this machine out of the texts of a record, and counts them.</summary>
internal sealed class Redaction(RecordRedactor redactor)
{
    public int Count { get; private set; }

    public string Take(string text)
    {
        var redacted = redactor.Redact(text);
        Count += redacted.Count;
        return redacted.Text;
    }
}
