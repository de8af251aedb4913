namespace Ao.Plugins.Desktop;

/// <summary>One way to show notifications.</summary>
internal interface IDesktop
{
    /// <summary>Shows a note.</summary>
    /// <exception cref="AoException">There is no desktop to show it on.</exception>
    /// <exception cref="OutcomeUnknownException">The program was ended because it took too long.</exception>
    ValueTask ShowAsync(DesktopNote note, CancellationToken cancellationToken);

    /// <summary>Looks whether it can show anything, without showing anything.</summary>
    ValueTask<IReadOnlyList<SelfCheckFinding>> InspectAsync(CancellationToken cancellationToken);
}
