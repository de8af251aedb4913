namespace Ao.Plugins.GitHub.Api;

/// <summary>Keeps answers by credential and address with what tells whether they are still right, so that an unchanged one costs nothing. Bounded: the one that was not used for longest goes first.</summary>
internal sealed class AnswerCache
{
    private const int MaxEntries = 2000;
    private const long MaxBytes = 64 * 1024 * 1024;
    private const int MaxBody = 4 * 1024 * 1024;
    private readonly Lock _gate = new();
    private readonly Dictionary<(string Credential, string Address), LinkedListNode<((string, string) Key, Answer Answer)>> _entries = [];
    private readonly LinkedList<((string Credential, string Address) Key, Answer Answer)> _order = new();
    private long _bytes;

    public Answer? Find(string credential, Uri address)
    {
        lock (_gate)
        {
            if (!_entries.TryGetValue((credential, address.AbsoluteUri), out var node))
            {
                return null;
            }

            _order.Remove(node);
            _order.AddLast(node);
            return node.Value.Answer;
        }
    }

    public void Keep(string credential, Answer answer)
    {
        if ((answer.Header("ETag") is null && answer.LastModified is null) || answer.Body.Length > MaxBody)
        {
            return;
        }

        var key = (credential, answer.Call.Address.AbsoluteUri);
        lock (_gate)
        {
            Drop(key);
            // The call's token is not kept beyond the call.
            _entries[key] = _order.AddLast((key, answer with { Call = answer.Call with { Token = null } }));
            _bytes += answer.Body.Length;
            while (_entries.Count > MaxEntries || _bytes > MaxBytes)
            {
                Drop(_order.First!.Value.Key);
            }
        }
    }

    private void Drop((string, string) key)
    {
        if (_entries.Remove(key, out var node))
        {
            _order.Remove(node);
            _bytes -= node.Value.Answer.Body.Length;
        }
    }
}
