namespace Ao.Processes;

/// <summary>Reads the process table once for all who ask at the same time: ending many runs at once costs little more than ending one.</summary>
/// <param name="variable">The name of the variable that is the marker.</param>
internal sealed class ProcessCensus(string variable)
{
    private readonly Lock _gate = new();
    private Task _current = Task.CompletedTask;
    private Task<ProcessSnapshot>? _next;

    /// <summary>Gives a snapshot whose reading began after the call.</summary>
    public Task<ProcessSnapshot> TakeAsync()
    {
        lock (_gate)
        {
            return _next ??= ReadAsync(_current);
        }
    }

    private async Task<ProcessSnapshot> ReadAsync(Task previous)
    {
        await previous.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ForceYielding);
        lock (_gate)
        {
            // Who asks from here on gets the next one.
            _current = _next!;
            _next = null;
        }

        return ProcessTable.Snapshot(variable);
    }
}
