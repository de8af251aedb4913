namespace Ao.Plugins.Convergence;

/// <summary>Two reports of different forks that seem to be about one problem.</summary>
/// <param name="First">The one report.</param>
/// <param name="Second">The other.</param>
/// <param name="Text">What their words add to the confidence.</param>
/// <param name="Component">What their component adds.</param>
/// <param name="Time">What their closeness in time adds.</param>
internal readonly record struct Link(int First, int Second, double Text, double Component, double Time)
{
    public double Confidence => Text + Component + Time;

    public int Other(int report) => report == First ? Second : First;
}
