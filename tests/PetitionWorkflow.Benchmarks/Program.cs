Console.WriteLine("figures come with the first benchmark");
