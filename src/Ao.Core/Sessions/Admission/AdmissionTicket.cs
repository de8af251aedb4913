namespace Ao.Sessions.Admission;

/// <summary>The right of a session to have a live process, until it is disposed.</summary>
internal sealed class AdmissionTicket(Action leave) : IDisposable
{
    private Action? _leave = leave;

    public void Dispose() => Interlocked.Exchange(ref _leave, null)?.Invoke();
}
