using Ao.Agents;
using Ao.Commands;
using Ao.Runtimes;

namespace Ao.AgentTools;

/// <summary>Knows where the tools are served, and tells each run of an agent where it finds them.</summary>
internal sealed class AgentToolDirectory(AgentTokens tokens, TimeProvider time)
{
    /// <summary>How long a launch waits for an address that was announced.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    private readonly TaskCompletionSource _offered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile Place? _place;
    private volatile bool _isAnnounced;

    /// <summary>Gets whether agents are offered the tools, or will be soon.</summary>
    public bool IsOffered => _isAnnounced || _place is not null;

    /// <summary>Says that an address will be offered soon.</summary>
    public void Announce() => _isAnnounced = true;

    /// <summary>Offers an address to the runs that are launched from now on.</summary>
    public void Offer(Uri address, CommandLine bridge)
    {
        _place = new Place(address, bridge);
        _offered.TrySetResult();
    }

    /// <summary>Gives what a run is told; <see langword="null"/> where the host serves no tools.</summary>
    /// <exception cref="TransientException">An address was announced and has not come.</exception>
    public async ValueTask<AgentToolServer?> ForAsync(RunId run, CancellationToken cancellationToken)
    {
        if (_place is null && _isAnnounced)
        {
            try
            {
                await _offered.Task.WaitAsync(s_patience, time, cancellationToken).ConfigureAwait(false);
            }
            catch (TimeoutException exception)
            {
                throw new TransientException("The host does not serve the agents' tools yet: its web server has not started.", innerException: exception);
            }
        }

        return _place is { } place ? new AgentToolServer { Address = place.Address, Token = tokens.For(run), Bridge = place.Bridge } : null;
    }

    private sealed record Place(Uri Address, CommandLine Bridge);
}
