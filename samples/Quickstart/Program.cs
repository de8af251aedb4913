return await Quickstart.QuickstartCommand.RunAsync(args);
